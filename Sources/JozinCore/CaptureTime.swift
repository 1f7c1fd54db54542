// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// When the shutter opened, as the camera wrote it: local time, and an offset only where one was recorded.
public struct CaptureTime: Hashable, Sendable {
    /// `YYYY-MM-DDThh:mm:ss`, local to the camera's clock.
    public let local: String
    /// The decimal digits behind the second, as written ("07" is 70 ms).
    public let subsecond: String?
    /// `+hh:mm`, `-hh:mm` or `Z`.
    public let offset: String?

    /// From the parts that are known.
    public init(local: String, subsecond: String? = nil, offset: String? = nil) {
        self.local = local
        self.subsecond = subsecond
        self.offset = offset
    }
}
