// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
public import JozinFiles
public import JozinImaging

extension ImageDecoders {
    /// Makes pictures of the original behind a descriptor, and writes them encoded to `output`, which has as many bytes as the
    /// request says.
    public static func render(
        _ original: borrowing Descriptor, _ request: RenderRequest, output: Int32,
        with colours: ColourTransforms = ColourTransforms()
    ) -> RenderAnswer {
        let rendering = Rendering(request)
        var question = DecodeRequest(format: request.format, orientation: request.orientation, limits: request.limits, wants: [])
        question.mayHold = request.mayHold
        question.part = request.part
        var task = DecodeTask(request: question, colours: colours, scratch: nil)
        task.rendering = rendering
        do throws(DecodeFailure) {
            let picture = try picture(original, task)
            guard let memory = FrameMemory(count: request.outputBytes, in: .scratch(output)) else {
                return .failed(code: .environment, sentence: "the decoder cannot reach the file for its output")
            }
            return .rendered(try rendering.finish(into: memory), warnings: picture.warnings)
        } catch {
            switch error.answer {
            case .needs(let held): return .needs(held)
            case .failed(let code, let sentence): return .failed(code: code, sentence: sentence)
            case .decoded: return .failed(code: .bug, sentence: "the decoder failed without a reason")
            }
        }
    }
}
