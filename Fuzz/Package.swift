// swift-tools-version: 6.2
import PackageDescription

// Coverage-guided fuzzing of the decoders with libFuzzer; a package of its own because sanitizer flags are unsafe flags.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "sockdoctor", path: "..")],
    targets: [
        .executableTarget(
            name: "Fuzz", dependencies: [.product(name: "SocketWire", package: "sockdoctor")],
            swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
    ]
)
