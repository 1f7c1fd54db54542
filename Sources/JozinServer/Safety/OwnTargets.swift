// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// HTTP/1.1, in which a target that names a host (`GET http://host/path`) is a request to that host, whatever `Host` says
/// (RFC 9112, section 3.2.2). What translates requests for the router drops that name, so it is moved where the gate looks.
struct OwnTargets: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let inner: HTTP1Channel

    init(_ inner: HTTP1Channel) { self.inner = inner }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let translator = try pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(NamedTargets(), position: .before(translator.handler))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }
}

/// Writes the host of a target over `Host`.
private final class NamedTargets: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !head.uri.hasPrefix("/") else {
            return context.fireChannelRead(data)
        }
        // `*` and what CONNECT has name no host of ours either.
        head.headers.replaceOrAdd(name: "Host", value: NamedTargets.authority(of: head.uri))
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private static func authority(of target: String) -> String {
        let parts = target.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "http:", parts[1].isEmpty else { return target }
        return String(parts[2].prefix { !"/?#".contains($0) })
    }
}
