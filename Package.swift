// swift-tools-version:6.2
// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Swift 6, strict memory safety, warnings are errors: see docs/decisions/0002-house-settings.md.
let houseSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Swift's own libraries inside the program: it starts in a third less time, and runs where no Swift is installed. What their
/// modules do not name by themselves is named here. See docs/decisions/0014-static-runtime.md.
func staticRuntime(with libraries: [String]) -> [LinkerSetting] {
    let flags = ["-static-stdlib", "-use-ld=lld", "-Xlinker", "--wrap=swift_copyAuxiliaryExecutablePath"]
    return [.unsafeFlags(flags + libraries.map { "-l" + $0 }, .when(platforms: [.linux]))]
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
/// What Hummingbird is made of, as far as the server calls it by name.
let serverParts: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
]
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

// In the order of docs/architecture.md: each target knows only those above it (Tests/ArchitectureTests holds this file to it).
let package = Package(
    name: "jozin",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "jozin", targets: ["jozin"]),
        .executable(name: "jozin-decode", targets: ["jozin-decode"]),
        .executable(name: "jozin-demo", targets: ["jozin-demo"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
    ],
    targets: [
        // System calls that Swift cannot make: getdents64, Landlock, descriptor passing.
        .target(name: "CJozinLinux"),
        // Processes: starting them, descriptor passing, limits, the decoder's cage.
        .target(name: "CJozinProcess"),
        // SHA-256 of libcrypto.
        .target(name: "CJozinCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        // libjpeg-turbo: full decode by rows, errors returned instead of longjmp.
        .target(name: "CJozinJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
        // libjpeg-turbo: encoding, for thumbnails, the demo library and tests.
        .target(name: "CJozinJPEGEncoder", linkerSettings: [.linkedLibrary("jpeg")]),
        // libwebp: encoding thumbnails.
        .target(name: "CJozinWebP", linkerSettings: [.linkedLibrary("webp")]),
        // libjpeg-turbo: DC coefficients as it reads them, the oracle of the DC-only reader's tests.
        .target(name: "CJozinJPEGCoefficients", linkerSettings: [.linkedLibrary("jpeg")]),
        // lcms2: profiles that go through tables, and inks.
        .target(name: "CJozinLCMS", linkerSettings: [.linkedLibrary("lcms2")]),
        // libvips: the other raster formats.
        .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(name: "CJozinVips", dependencies: ["CVips"], linkerSettings: [.linkedLibrary("gmodule-2.0")]),

        // Values: no Foundation, no I/O.
        .target(name: "JozinCore", swiftSettings: houseSettings),
        // The sidecar and the worker events as values, and their JSON to the byte.
        .target(name: "JozinContracts", dependencies: ["JozinCore"], swiftSettings: houseSettings),
        // Walking, reading originals, atomic writing, library identity, the kernel sandbox.
        .target(
            name: "JozinFiles", dependencies: ["CJozinLinux", "CJozinProcess", "CJozinCrypto", "JozinCore", "JozinContracts"],
            swiftSettings: houseSettings),
        // Bytes in, values out: formats recognised by content, JPEG segments, EXIF.
        .target(name: "JozinMetadata", dependencies: ["JozinCore"], swiftSettings: houseSettings),
        // Canonical pixels, the DC-only JPEG reader, BMP, the 64x64 grid.
        .target(name: "JozinImaging", dependencies: ["JozinCore", "JozinMetadata"], swiftSettings: houseSettings),
        // The C codecs, one Swift file per library; linked by jozin-decode alone.
        .target(
            name: "JozinDecoders",
            dependencies: [
                "CJozinProcess", "CJozinJPEG", "CJozinJPEGEncoder", "CJozinLCMS", "CJozinVips", "CJozinWebP", "JozinCore",
                "JozinFiles", "JozinMetadata", "JozinImaging",
            ],
            swiftSettings: houseSettings),
        // The perceptual hashes and the information score, from one grid.
        .target(name: "JozinFingerprints", dependencies: ["JozinCore", "JozinImaging"], swiftSettings: houseSettings),
        // Hamming search, relations with evidence, groups.
        .target(name: "JozinSimilarity", dependencies: ["JozinCore"], swiftSettings: houseSettings),
        // What places on earth are called: the nearest town of an open data set, and how its table is made.
        .target(name: "JozinPlaces", dependencies: ["JozinCore", "JozinContracts"], swiftSettings: houseSettings),
        // Queries: the language, and its answers from columns in memory.
        .target(name: "JozinSearch", dependencies: ["JozinCore", "JozinPlaces"], swiftSettings: houseSettings),
        // Records, and the protocol of every catalog.
        .target(name: "JozinCatalog", dependencies: ["JozinCore"], swiftSettings: houseSettings),
        // The catalog in SQLite.
        .target(
            name: "JozinCatalogSQLite", dependencies: ["JozinCore", "JozinCatalog", grdb], swiftSettings: houseSettings),
        // The decision log: what it adds up to, undo and redo, and what brings sidecars and catalog after it.
        .target(
            name: "JozinSync", dependencies: ["JozinCore", "JozinContracts", "JozinFiles", "JozinCatalog"],
            swiftSettings: houseSettings),
        // jozan: named steps over the above.
        .target(
            name: "JozinWorkers",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinMetadata", "JozinImaging", "JozinFingerprints",
                "JozinSimilarity", "JozinPlaces", "JozinSearch", "JozinCatalog", "JozinSync",
            ], swiftSettings: houseSettings),
        // The API, its safety, and the page.
        .target(
            name: "JozinServer",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinSimilarity", "JozinPlaces", "JozinSearch", "JozinCatalog",
                "JozinSync", "JozinWorkers", hummingbird, hummingbirdCore, unixSignals, serviceLifecycle,
            ] + serverParts, swiftSettings: houseSettings),
        // One file per verb.
        .target(
            name: "JozinCommands",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinImaging", "JozinSimilarity", "JozinPlaces", "JozinSearch",
                "JozinCatalog", "JozinCatalogSQLite", "JozinSync", "JozinWorkers", "JozinServer", argumentParser,
            ], swiftSettings: houseSettings),
        // The demo library: photo-like pictures from a seed, for `make run`, tests and benchmarks.
        .target(
            name: "JozinDemo", dependencies: ["CJozinJPEGEncoder", "JozinCore"], swiftSettings: houseSettings),
        // For tests alone: seeded numbers, written profiles; the built programs run and watched from outside.
        .target(name: "JozinTestSupport", path: "Tests/Support", swiftSettings: houseSettings),
        .target(
            name: "JozinTestHarness", dependencies: ["JozinCore", "JozinContracts", "JozinFiles", "JozinDemo", grdb],
            path: "Tests/Harness", swiftSettings: houseSettings),

        .executableTarget(
            name: "jozin", dependencies: ["JozinCommands"], swiftSettings: houseSettings,
            linkerSettings: staticRuntime(with: [
                "CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections",
            ])),
        .executableTarget(
            name: "jozin-decode", dependencies: ["JozinDecoders"], swiftSettings: houseSettings,
            linkerSettings: staticRuntime(with: [])),
        // What the benchmarks measure inside a process: all near pairs of a million fingerprints.
        .executableTarget(
            name: "jozin-bench", dependencies: ["JozinCore", "JozinSimilarity", "JozinCatalog", "JozinCatalogSQLite"],
            swiftSettings: houseSettings),
        .executableTarget(name: "jozin-demo", dependencies: ["JozinDemo", argumentParser], swiftSettings: houseSettings),

        .testTarget(name: "ArchitectureTests", dependencies: ["JozinContracts"], swiftSettings: houseSettings),
        .testTarget(name: "JozinCoreTests", dependencies: ["JozinCore", "JozinTestSupport"], swiftSettings: houseSettings),
        .testTarget(
            name: "JozinContractsTests", dependencies: ["JozinCore", "JozinContracts", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinFilesTests", dependencies: ["JozinCore", "JozinContracts", "JozinFiles", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinMetadataTests", dependencies: ["JozinCore", "JozinMetadata", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinImagingTests",
            dependencies: [
                "CJozinJPEGCoefficients", "CJozinJPEGEncoder", "JozinCore", "JozinMetadata", "JozinImaging", "JozinTestSupport",
            ],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinDecodersTests",
            dependencies: [
                "CJozinJPEG", "CJozinJPEGEncoder", "CJozinLCMS", "JozinCore", "JozinFiles", "JozinMetadata", "JozinImaging",
                "JozinDecoders", "JozinCatalog", "JozinWorkers", "JozinTestSupport",
            ],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinFingerprintsTests", dependencies: ["JozinCore", "JozinImaging", "JozinFingerprints", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinSimilarityTests", dependencies: ["JozinCore", "JozinSimilarity", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinPlacesTests", dependencies: ["JozinCore", "JozinPlaces", "JozinTestSupport"], swiftSettings: houseSettings
        ),
        .testTarget(
            name: "JozinSearchTests", dependencies: ["JozinCore", "JozinPlaces", "JozinSearch", "JozinTestSupport"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinCatalogTests",
            dependencies: ["JozinCore", "JozinCatalog", "JozinCatalogSQLite", "JozinTestSupport", grdb],
            swiftSettings: houseSettings),
        .testTarget(
            name: "JozinSyncTests",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinCatalog", "JozinCatalogSQLite", "JozinSync",
                "JozinTestSupport",
            ], swiftSettings: houseSettings),
        .testTarget(
            name: "JozinWorkersTests",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinCatalog", "JozinCatalogSQLite", "JozinWorkers",
                "JozinTestSupport",
            ], swiftSettings: houseSettings),
        .testTarget(
            name: "JozinCommandsTests",
            dependencies: [
                "JozinCore", "JozinContracts", "JozinFiles", "JozinCatalog", "JozinSimilarity", "JozinWorkers", "JozinCommands",
                "JozinTestSupport", argumentParser,
            ], swiftSettings: houseSettings),
        .testTarget(name: "JozinDemoTests", dependencies: ["JozinCore", "JozinDemo"], swiftSettings: houseSettings),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["JozinCore", "JozinContracts", "JozinFiles", "JozinDemo", "JozinTestHarness"],
            swiftSettings: houseSettings),
        .testTarget(
            name: "FaultTests",
            dependencies: ["JozinCore", "JozinContracts", "JozinFiles", "JozinDemo", "JozinTestHarness", "JozinTestSupport"],
            swiftSettings: houseSettings),
    ],
    swiftLanguageModes: [.v6]
)
