extension SymptomPage {
    static let data: [SymptomPage] = []
}
