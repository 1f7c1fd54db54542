// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
public import JozinCore

extension DecisionMaker {
    /// Changes as they are kept of a photo whose files say something themselves. What is taken back is denied where a file
    /// says it: were it only unsaid, the file would be believed again.
    public static func overruling(_ files: [DescriptiveFacts], _ changes: Changes) -> Changes {
        var overruling = changes
        for (key, value) in changes where value == nil {
            switch key {
            case .rating: if files.contains(where: { $0.rating ?? 0 > 0 }) { overruling[key] = .some(.number("0")) }
            case .rejected: if files.contains(where: { $0.rating == -1 }) { overruling[key] = .some(.bool(false)) }
            case .title: if files.contains(where: { $0.title != nil }) { overruling[key] = .some(.string("")) }
            case .description: if files.contains(where: { $0.description != nil }) { overruling[key] = .some(.string("")) }
            case .tag(let name): if files.contains(where: { $0.tags.contains(name) }) { overruling[key] = .some(.bool(false)) }
            case .favourite, .album, .adjustments, .place, .verdict, .file, .other: break
            }
        }
        return overruling
    }
}
