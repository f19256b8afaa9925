// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "ledger",
    products: [
        .library(name: "Ledger", targets: ["Ledger"]),
        .executable(name: "ledgerctl", targets: ["ledgerctl"]),
    ],
    traits: [
        .trait(
            name: "PostgreSQL",
            description: "Ledgers in a PostgreSQL database: --ledger postgres://…"
        ),
        .trait(name: "Web", description: "The plan in a browser: ledgerctl serve"),
    ],
    targets: [
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(
            name: "CPostgreSQL",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .systemLibrary(
            name: "CMicroHTTPD",
            pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]
        ),
        .target(
            name: "Ledger",
            dependencies: [
                "CCrypto", "CLinux", "CZlib",
                .target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
            ]
        ),
        .executableTarget(
            name: "ledgerctl",
            dependencies: [
                "Ledger",
                .target(name: "CMicroHTTPD", condition: .when(traits: ["Web"])),
            ]
        ),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Ledger"],
            exclude: ["Publishing/Calendar/Independent", "Publishing/HTML/Browser"]
        ),
        .testTarget(
            name: "LedgerctlTests",
            dependencies: ["Ledger", "ledgerctl"],
            exclude: ["Independent", "Web/Browser"]
        ),
        // Run with `swift run -c release LedgerBenchmarks`; no product, and no test.
        .executableTarget(
            name: "LedgerBenchmarks",
            dependencies: ["Ledger"],
            path: "Tests/LedgerBenchmarks"
        ),
        // Run with `.ci/fuzz`; no product, and no test.
        .executableTarget(
            name: "LedgerFuzzers",
            dependencies: ["Ledger"],
            path: "Tests/LedgerFuzzers"
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Every target but the system libraries is held to the same settings.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    // Tests call C freely; in the product every unsafe expression is marked and confined.
    if target.type != .test && !["LedgerBenchmarks", "LedgerFuzzers"].contains(target.name) {
        target.swiftSettings?.append(.strictMemorySafety())
    }
}
