extension SymptomPage {
    static let binding: [SymptomPage] = []
}
