extension SymptomPage {
    static let docker: [SymptomPage] = []
}
