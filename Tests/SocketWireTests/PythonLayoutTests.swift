import SocketWire
import Testing

@Suite("Lines of Python's code")
struct PythonLayoutTests {
    /// Tables that the compilers of these versions made of one function with statements of several lines, a loop, a
    /// `finally` and a gap of 200 lines, and the lines of its instructions as these versions themselves give them: how many
    /// units of two bytes, and their line.
    private static let recorded: [(version: String, first: Int, table: String, lines: [(units: Int, line: Int?)])] = [
        (
            "3.8", 3,
            "0002060302ff060102ff0402020102ff02fb040702010800020108ff0a030a7f004c040102ff02ff",
            [
                (3, 5), (1, 8), (3, 7), (1, 8), (2, 7), (1, 9), (1, 10), (1, 9), (2, 4), (1, 11), (5, 12), (4, 13),
                (5, 12), (5, 15), (2, 218), (1, 219), (1, 218), (1, 217),
            ]
        ),
        (
            "3.9", 3,
            "0002060302ff060102ff0402020102ff02fb040702010a0108ff0803147f004c040102ff02ff",
            [
                (3, 5), (1, 8), (3, 7), (1, 8), (2, 7), (1, 9), (1, 10), (1, 9), (2, 4), (1, 11), (5, 12), (4, 13),
                (4, 12), (10, 15), (2, 218), (1, 219), (1, 218), (1, 217),
            ]
        ),
        (
            "3.10", 3,
            "0602020306ff020104ff0202020102ff04fb02070a01080108ff1403007f044c020102ff02ff",
            [
                (3, 5), (1, 8), (3, 7), (1, 8), (2, 7), (1, 9), (1, 10), (1, 9), (2, 4), (1, 11), (5, 12), (4, 13),
                (4, 12), (10, 15), (2, 218), (1, 219), (1, 218), (1, 217),
            ]
        ),
        (
            "3.11", 3,
            "8000e50809882189048c04f006001112f00303090f8d018821d80a0bf10301090df40001090df00001090de50809d80c0df10301090ff40001090ff00b0609108041f00e05050ad81112f00001091df00001091d88419811d80f108f768a769064897c8c7cf103011a1c90419041f00001091df50600090e8861f10001090af40001090af00001090af00001090af88d058861f10001090af40001090af00001090af00001090af8f8f8f0560600070887668266d80809f10301070bf40001070bf00302050c",
            [
                (1, 3), (14, 5), (1, 8), (8, 7), (1, 8), (8, 7), (6, 9), (1, 10), (7, 9), (2, 4), (1, 11), (5, 12),
                (20, 13), (5, 12), (16, 15), (1, nil), (16, 15), (3, nil), (12, 218), (1, 219), (7, 218), (1, 217),
            ]
        ),
        (
            "3.12", 3,
            "8000e4080988218b04f106001112f40300090a8821d80a0bf40301090de40809d80c0df30301090ff00b0609108041f00e05050ad81112f20001091d88419811d80f108f76897690648b7cf103011a1c9141f10001091df40600090e8861f40001090af0560600070887668166d80809f30301070bf00302050cf8f4550600090e8861f50001090afa",
            [
                (1, 3), (10, 5), (2, 8), (6, 7), (1, 8), (5, 7), (5, 9), (1, 10), (4, 9), (2, 4), (1, 11), (6, 12),
                (16, 13), (6, 12), (11, 15), (11, 218), (1, 219), (4, 218), (1, 217), (1, nil), (12, 15), (3, nil),
            ]
        ),
        (
            "3.13", 3,
            "8000e4080988218b04f606001112f40300090a8821d80a0bf40301090de40809d80c0df30301090ff00b0609108041f00e05050adb11128841d80f108f76897690648b7cf103011a1c92419111f40600090e8861f40001090af0560600070887668166d80809f30301070bf00302050cf8f4550600090e8861f50001090afa",
            [
                (1, 3), (10, 5), (7, 8), (6, 7), (1, 8), (5, 7), (5, 9), (1, 10), (4, 9), (2, 4), (1, 11), (5, 12),
                (16, 13), (7, 12), (11, 15), (11, 218), (1, 219), (4, 218), (1, 217), (1, nil), (12, 15), (3, nil),
            ]
        ),
    ]

    private func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    @Test("the line of every instruction is the one that the interpreter gives", arguments: recorded.indices)
    func lines(index: Int) throws {
        let record = Self.recorded[index]
        let layout = try #require(PythonLayout(version: record.version))
        let table = bytes(record.table)
        var offset = 0
        for (units, line) in record.lines {
            for _ in 0..<units {
                #expect(
                    layout.line(at: offset, first: record.first, table: table) == line, "\(record.version) at \(offset)"
                )
                offset += 2
            }
        }
        #expect(record.lines.count > 8)
        if layout.lineTable != .pairs {
            #expect(layout.line(at: offset, first: record.first, table: table) == nil)
        }
        for count in 0..<table.count { _ = layout.line(at: offset, first: record.first, table: Array(table[..<count])) }
    }

    @Test("versions are read from file names")
    func versions() {
        #expect(PythonLayout.version("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0") == "3.11")
        #expect(PythonLayout.version("/usr/bin/python3.9") == "3.9")
        #expect(PythonLayout.version("/opt/lib/libpython3.13.so") == "3.13")
        #expect(PythonLayout.version("/opt/bin/python3.13t") == nil)
        #expect(PythonLayout.version("/opt/lib/libpython3.13t.so.1.0") == nil)
        #expect(PythonLayout.version("/usr/bin/python3") == nil)
        #expect(PythonLayout.version("/usr/bin/perl5.36") == nil)
        #expect(PythonLayout.version("") == nil)
        #expect(PythonLayout(version: "3.7") == nil)
        #expect(PythonLayout(version: "3.14") == nil)
    }
}
