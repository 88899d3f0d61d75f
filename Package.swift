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
        .library(name: "sockwatch", type: .dynamic, targets: ["CSocketWatch"]),
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
        // Captures: frames, files, conversations. Pure.
        .target(name: "SocketPackets", dependencies: ["SocketFacts"], swiftSettings: strict),
        // Calls that Swift cannot make: variadics, macros, setns. It reads no bytes.
        .target(name: "CSocketLinux"),
        // The same for one process that watches another: ptrace, seccomp, the memory of a process.
        .target(name: "CSocketTrace", dependencies: ["CSocketLinux"]),
        // The recorder that `run` preloads into a program: C only, no allocation, no output, nothing but libc beside it.
        .target(
            name: "CSocketWatch",
            // Without RELRO the loader spares a system call at each start of a watched program.
            linkerSettings: [
                .unsafeFlags(["-nostartfiles", "-no-toolchain-stdlib-rpath", "-Xlinker", "-z", "-Xlinker", "norelro"])
            ]),
        // How we find out.
        .target(
            name: "SocketProbes",
            dependencies: ["SocketFacts", "SocketWire", "SocketPackets", "CSocketLinux", "CSocketTrace"],
            swiftSettings: strict),
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
                "SocketFacts", "SocketWire", "SocketRules", "SocketProbes", "SocketDoctor", "SocketLab",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict,
            // What the loader does at each start otherwise, measured: 54,000 relocations without a fixed address (1 ms);
            // libstdc++ and libgcc as shared libraries (0.25 ms; scripts/lib.sh puts the archive where it is looked for
            // here); a search through 16,000 exported names that nobody asks for (0.1 ms).
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-Xclang-linker", "-no-pie", "-Xlinker", "--gc-sections", "-Xlinker", "--no-export-dynamic",
                        "-Xclang-linker", "-static-libgcc",
                        "-Xclang-linker", "-L\(Context.packageDirectory)/.build/archives",
                    ], .when(configuration: .release))
            ]),
        .testTarget(
            name: "SocketWireTests", dependencies: ["SocketFacts", "SocketWire"],
            exclude: ["Firewall/Fixtures", "Firewall/differential.py", "Firewall/differential_rules.py"],
            swiftSettings: tests),
        .testTarget(
            name: "SocketPacketsTests", dependencies: ["SocketFacts", "SocketPackets"], swiftSettings: tests),
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
