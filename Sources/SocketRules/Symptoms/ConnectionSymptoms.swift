extension SymptomPage {
    static let connection: [SymptomPage] = []
}
