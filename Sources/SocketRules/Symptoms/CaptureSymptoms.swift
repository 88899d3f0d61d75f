extension SymptomPage {
    static let capture: [SymptomPage] = []
}
