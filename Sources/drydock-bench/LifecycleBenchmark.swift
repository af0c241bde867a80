import ECRFixtures
import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Foundation
import Texts

/// One repository of 100,000 images, the evaluation alone and end to end, compared with Python and
/// orjson that only parse the same file.
enum LifecycleBenchmark {
  private static let imageCount = 100_000
  private static let at = Timestamp(seconds: 1_793_491_200)

  static func run() throws {
    let imagesFile = try Measure.file("describe-images.json")
    let policyFile = try Measure.file("lifecycle-policy.json")
    var text: [UInt8] = []
    Fixtures.bulk(images: imageCount) { text += $0 }
    try Data(text).write(to: imagesFile)
    try Data(Fixtures.bulkPolicy.utf8).write(to: policyFile)
    let megabytes = Double(text.count) / 1_000_000
    print(
      "\(imageCount) images, ten rules, \(tenths(megabytes)) MB of describe-images JSON; median of \(rounds)"
    )
    try evaluation(text)
    text = []
    guard let endToEnd = try endToEnd(imagesFile, policyFile, megabytes) else { return }
    try compare(endToEnd, imagesFile)
  }

  private static func evaluation(_ text: [UInt8]) throws {
    let request = PreviewLifecyclePolicy.Request(
      images: [SourceText(name: "bulk", bytes: text)],
      policy: SourceText(name: "policy", text: Fixtures.bulkPolicy), at: at)
    let outcome = try PreviewLifecyclePolicy.run(request)
    let repository = outcome.repositories[0].preview.repository
    let policy = outcome.repositories[0].preview.policy
    let time = Measure.median {
      let preview = LifecyclePolicyPreview(of: policy, for: repository, at: at)
      precondition(preview.order.count == imageCount)
    }
    let decisions = Double(imageCount * policy.rules.count) / time / 1_000_000
    print(
      "evaluation alone: \(thousandths(time)) s, \(tenths(decisions)) million image-rule decisions a second on one core"
    )
  }

  private static func endToEnd(_ images: URL, _ policy: URL, _ megabytes: Double) throws -> Double?
  {
    let command = [
      Measure.drydock, "preview", "--images", images.path, "--policy", policy.path, "--at",
      at.description, "--format", "json",
    ]
    guard let whole = try Measure.command(command) else {
      print("end to end: cannot run \(Measure.drydock); build it with `swift build -c release`")
      return nil
    }
    print(
      "end to end (read, parse, evaluate, write the JSON report): \(thousandths(whole.seconds)) s, peak "
        + "memory \(tenths(whole.megabytes)) MB, \(tenths(whole.megabytes / megabytes)) times the file"
    )
    return whole.seconds
  }

  private static func compare(_ endToEnd: Double, _ images: URL) throws {
    let parse = "import orjson, sys; orjson.loads(open(sys.argv[1], 'rb').read())"
    guard let python = try Measure.command(["python3", "-c", parse, images.path]) else {
      print("python3 with orjson is not here (pip install orjson): no ratio")
      return
    }
    print("python3 with orjson, merely parsing the file: \(thousandths(python.seconds)) s")
    print("ratio, Drydock to orjson: \(String(format: "%.2f", endToEnd / python.seconds))")
  }
}
