import ECRFixtures
import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Foundation
import SourceText

// Measures one repository of 100,000 images, end to end and the evaluation alone, and beside it
// Python with orjson that merely parses the same file.

let imageCount = 100_000
let rounds = 7
let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-bench")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let imagesFile = folder.appending(path: "describe-images.json")
let policyFile = folder.appending(path: "lifecycle-policy.json")

var text: [UInt8] = []
Fixtures.bulk(images: imageCount) { text += $0 }
try Data(text).write(to: imagesFile)
try Data(Fixtures.bulkPolicy.utf8).write(to: policyFile)
let megabytes = Double(text.count) / 1_000_000
print(
  "\(imageCount) images, ten rules, \(tenths(megabytes)) MB of describe-images JSON; median of \(rounds)"
)

let at = Timestamp(seconds: 1_793_491_200)
let clock = ContinuousClock()

/// The median of several runs, in seconds.
func median(_ body: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<rounds { times.append(seconds(try clock.measure(body))) }
  return times.sorted()[rounds / 2]
}

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

func tenths(_ number: Double) -> String { String(format: "%.1f", number) }
func thousandths(_ number: Double) -> String { String(format: "%.3f", number) }

// MARK: Evaluation alone

let request = PreviewLifecyclePolicy.Request(
  images: [SourceText(name: "bulk", bytes: text)],
  policy: SourceText(name: "policy", text: Fixtures.bulkPolicy), at: at)
text = []
let outcome = try PreviewLifecyclePolicy.run(request)
let repository = outcome.repositories[0].preview.repository
let policy = outcome.repositories[0].preview.policy
let evaluation = median {
  let preview = LifecyclePolicyPreview(of: policy, for: repository, at: at)
  precondition(preview.order.count == imageCount)
}
let decisions = Double(imageCount * policy.rules.count) / evaluation / 1_000_000
print(
  "evaluation alone: \(thousandths(evaluation)) s, \(tenths(decisions)) million image-rule decisions a second on one core"
)

// MARK: End to end, as a process

/// Runs a command several times; the median of its wall clock, and its largest resident size.
func run(_ arguments: [String]) throws -> (seconds: Double, megabytes: Double)? {
  var peak = 0.0
  var failed = false
  let time = try median {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    let status = "/proc/\(process.processIdentifier)/status"
    while process.isRunning {
      if let text = try? String(contentsOfFile: status, encoding: .utf8),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
      {
        peak = max(peak, kilobytes * 1024 / 1_000_000)
      }
      usleep(2_000)
    }
    if process.terminationStatus != 0 { failed = true }
  }
  return failed ? nil : (time, peak)
}

let drydock = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appending(path: "drydock").path
let command = [
  drydock, "preview", "--images", imagesFile.path, "--policy", policyFile.path, "--at",
  at.description,
  "--format", "json",
]
guard let endToEnd = try run(command) else {
  print("end to end: cannot run \(drydock); build it with `swift build -c release`")
  exit(1)
}
print(
  "end to end (read, parse, evaluate, write the JSON report): \(thousandths(endToEnd.seconds)) s, peak "
    + "memory \(tenths(endToEnd.megabytes)) MB, \(tenths(endToEnd.megabytes / megabytes)) times the file"
)

let parse = "import orjson, sys; orjson.loads(open(sys.argv[1], 'rb').read())"
guard let python = try run(["python3", "-c", parse, imagesFile.path]) else {
  print("python3 with orjson is not here (pip install orjson): no ratio")
  exit(0)
}
print("python3 with orjson, merely parsing the file: \(thousandths(python.seconds)) s")
print("ratio, Drydock to orjson: \(String(format: "%.2f", endToEnd.seconds / python.seconds))")
