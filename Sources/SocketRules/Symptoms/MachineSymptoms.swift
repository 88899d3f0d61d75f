extension SymptomPage {
    static let machine: [SymptomPage] = []
}
