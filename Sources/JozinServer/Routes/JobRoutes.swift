// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinContracts

/// Workers, started and stopped.
struct JobRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/jobs") { [desk] _, _ in
                .json { writer in
                    writer.object { writer in
                        writer.key("jobs")
                        writer.array { writer in
                            for job in desk.jobs.jobs { job.write(to: &writer) }
                        }
                    }
                }
            },
            .post("/api/jobs") { [desk] request, _ in
                let body = try await RequestBody.object(of: request, allowing: ["kind", "acceptMissing"])
                guard let kind = body["kind"]?.text.flatMap(Job.Kind.init(rawValue:)) else {
                    let kinds = Job.Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                    throw ServerProblem.misuse("`kind` is none of \(kinds)", remedy: "Give one of them.")
                }
                if let accepts = body["acceptMissing"], accepts.boolean == nil {
                    throw ServerProblem.misuse("`acceptMissing` is neither true nor false", remedy: "Give one of the two.")
                }
                let job = try desk.jobs.start(kind, acceptsMissing: body["acceptMissing"]?.boolean ?? false)
                return .json(status: .created) { job.write(to: &$0) }
            },
            .post("/api/jobs/{job}/{action}") { [desk] request, context in
                let parameters = try Parameters(request, context)
                guard let number = Int(parameters.component("job")), number > 0,
                    let action = JobBoard.Action(rawValue: parameters.component("action"))
                else { throw ServerProblem.absent("there is no such job, or no such thing to do with it") }
                let job = try desk.jobs.steer(number, action)
                return .json { job.write(to: &$0) }
            },
        ]
    }
}
