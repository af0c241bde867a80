import Dispatch
import Foundation
import FuzzTargets

/// The target that `DRYDOCK_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["DRYDOCK_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fatalError("DRYDOCK_FUZZ_TARGET is `\(name)`; expected one of \(names)")
  }
  return target
}()

/// Before the first input; with `DRYDOCK_FUZZ_SEEDS=FOLDER` it writes the seeds and the dictionary
/// there, and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["DRYDOCK_FUZZ_SEEDS"] else { return 0 }
  do {
    let url = URL(filePath: folder)
    let corpus = url.appending(path: "corpus")
    try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
    for (number, input) in SeedCorpus(target).inputs.enumerated() {
      try Data(input).write(to: corpus.appending(path: "seed-\(number)"))
    }
    let lines = Vocabulary.words(target).map { word in
      "\"" + word.utf8.map { "\\x" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
        + "\"\n"
    }
    try Data(lines.joined().utf8).write(to: url.appending(path: "words.dict"))
  } catch {
    fatalError("the seeds cannot be written: \(error)")
  }
  exit(0)
}

/// One input; a broken law is a crash for libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let isDone = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      try await target.run(bytes)
    } catch {
      fatalError("\(target.rawValue): \(error)")
    }
    isDone.signal()
  }
  isDone.wait()
  return 0
}
