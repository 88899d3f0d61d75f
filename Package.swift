// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// Tests talk to libc plainly; what they test does not.
let tests: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

let package = Package(
    name: "sockdoctor",
    products: [
        .executable(name: "sockdoctor", targets: ["sockdoctor"]),
        .library(name: "SocketWire", targets: ["SocketWire", "SocketFacts"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        // What is true: the value types that all others speak.
        .target(name: "SocketFacts", swiftSettings: strict),
        // Kernel bytes and kernel text to values and back. Pure.
        .target(name: "SocketWire", dependencies: ["SocketFacts"], swiftSettings: strict),
        // Calls that Swift cannot make: variadics, macros, setns. It reads no bytes.
        .target(name: "CSocketLinux"),
        // How we find out.
        .target(
            name: "SocketProbes", dependencies: ["SocketFacts", "SocketWire", "CSocketLinux"], swiftSettings: strict),
        // What it means: causes and findings. Pure.
        .target(name: "SocketRules", dependencies: ["SocketFacts"], swiftSettings: strict),
        // The front door: a question in, a report out.
        .target(
            name: "SocketDoctor", dependencies: ["SocketFacts", "SocketProbes", "SocketRules"], swiftSettings: strict),
        // Servers and clients of the lab.
        .target(
            name: "SocketLab",
            dependencies: [
                "SocketFacts",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ],
            swiftSettings: strict),
        // The command: one file per subcommand.
        .executableTarget(
            name: "sockdoctor",
            dependencies: [
                "SocketFacts", "SocketRules", "SocketProbes", "SocketDoctor", "SocketLab",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict,
            // A fixed load address spares the loader 54,000 relocations at each start (1 ms, measured).
            linkerSettings: [
                .unsafeFlags(
                    ["-Xclang-linker", "-no-pie", "-Xlinker", "--gc-sections"], .when(configuration: .release))
            ]),
        .testTarget(
            name: "SocketWireTests", dependencies: ["SocketFacts", "SocketWire"],
            exclude: ["Firewall/Fixtures", "Firewall/differential.py", "Firewall/differential_rules.py"],
            swiftSettings: tests),
        .testTarget(
            name: "SocketRulesTests", dependencies: ["SocketFacts", "SocketRules"],
            swiftSettings: tests),
        .testTarget(name: "SocketProbesTests", dependencies: ["SocketFacts", "SocketProbes"], swiftSettings: tests),
        .testTarget(name: "SocketDoctorTests", dependencies: ["SocketFacts", "SocketDoctor"], swiftSettings: tests),
        .testTarget(
            name: "SocketLabTests",
            dependencies: ["SocketFacts", "SocketLab", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: tests),
    ]
)
