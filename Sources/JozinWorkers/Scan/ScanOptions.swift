// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
public import JozinFiles
import JozinImaging

/// What a scan is asked to do.
public struct ScanOptions: Sendable {
    /// How far photos are read.
    public var depth: ScanDepth
    /// Which entries belong to the library.
    public var selection: Selection
    /// How many threads may read photos, and what each of those who keep descriptors may have.
    public var descriptors: DescriptorAllowance
    /// The path of `jozin-decode`.
    public var decoder: SystemPath
    /// What all threads may hold of their pictures at once.
    public var frames: FrameBudget
    /// The most pixels a photo may have; nil for the usual limit.
    public var maxPixels: Int?
    /// Photos that failed for one of these reasons are tried again, changed or not.
    public var retries: Set<Problem.Code> = []
    /// Whether any number of photos may be gone at once.
    public var acceptsMissing = false
    /// Whether unchanged files get events too.
    public var reportsUnchanged: Bool
    /// Whether the entries are counted first, so that the time left can be told.
    public var reportsProgress: Bool

    /// What one photo may cost.
    var limits: DecodeLimits { .standard.allowing(maxPixels: maxPixels) }

    /// Processors that this process may use.
    public static var processorCount: Int { WorkThreads.processorCount }

    /// All that a scan is asked to do.
    public init(
        depth: ScanDepth, selection: Selection, descriptors: DescriptorAllowance, decoder: SystemPath, frames: FrameBudget,
        maxPixels: Int?, reportsUnchanged: Bool,
        reportsProgress: Bool
    ) {
        self.depth = depth
        self.selection = selection
        self.descriptors = descriptors
        self.decoder = decoder
        self.frames = frames
        self.maxPixels = maxPixels
        self.reportsUnchanged = reportsUnchanged
        self.reportsProgress = reportsProgress
    }
}
