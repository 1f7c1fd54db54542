// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCatalogSQLite
import JozinCore
import JozinSimilarity

/// `jozin-bench [COUNT]`: all near pairs among COUNT made-up fingerprints (a million), on the calling thread; one JSON line.
/// `jozin-bench catalog PATH [COUNT]`: a catalog of COUNT made-up photos (a million) in the file PATH, a library's `.jozin/catalog.sqlite`,
/// for the server's benchmarks.
if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "catalog" {
    var maker = MadeUpCatalog(count: CommandLine.arguments.dropFirst(3).first.flatMap(Int.init) ?? 1_000_000)
    try maker.write(to: SQLiteCatalog(path: CommandLine.arguments[2]))
    exit(0)
}
let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1_000_000
guard count > 0 else { exit(64) }

let fingerprints = MadeUpFingerprints(seed: 2026).take(count)
let clock = ContinuousClock()
let start = clock.now
let search = NearPairSearch(fingerprints, rule: NearRule(Level.normal.thresholds))
let indexed = clock.now
var pairs = 0
search.forEachPair { _, _, _ in pairs &+= 1 }
let end = clock.now

print(
    "{\"fingerprints\":\(count),\"pairs\":\(pairs),\"indexSeconds\":\((indexed - start) / .seconds(1)),"
        + "\"searchSeconds\":\((end - indexed) / .seconds(1))}")
