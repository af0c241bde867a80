import ECRModel
import ECRReport
import ECRSimulator
import Testing
import Texts

@testable import ECRScenarios

/// Twice the story takes about twice the work: to read it, to run it, to report on it, to record it.
struct WorkGrowthTests {
  private func expectLinear(_ size: Int, _ steps: (Int) throws -> Int) throws {
    let once = try steps(size)
    let twice = try steps(2 * size)
    #expect(once >= size)
    #expect(Double(twice) < 2.3 * Double(once), "\(once) and \(twice) steps")
  }

  private func test(_ text: String) -> Int {
    WorkMeter.steps {
      let tested = TestedScenario(
        SourceText(name: "s.yaml", text: text), id: "s",
        files: { SourceText(name: $0, text: Policies.keep(1)) })
      _ = TestText.text([tested], Style(isColored: false))
      _ = TestJSON.json([tested])
      _ = TestJUnit.xml([tested])
      _ = TestTAP.text([tested])
    }
  }

  @Test func `a scenario by its unknown keys, in lines and in one line`() throws {
    try expectLinear(500) { size in
      test(Tale().unmarked.text + (0..<size).map { "k\($0): 1\n" }.joined())
    }
    try expectLinear(500) { size in
      test("{title: t, \((0..<size).map { "k\($0): 1" }.joined(separator: ", "))}\n")
    }
  }

  private static func images(_ count: Int) -> String {
    (0..<count).map { "- {image: I\($0), tags: [t\($0)], pushed: \($0 + 1) minutes ago}" }
      .joined(separator: "\n")
  }

  @Test func `a scenario by its images`() throws {
    try expectLinear(100) { size in
      var tale = Tale(images: Self.images(size))
      tale.tell("- {question: Who stays?, preview: web/shop, answer: {keep: [I0]}}")
      return test(tale.unmarked.text)
    }
  }

  @Test func `a recording by its images`() throws {
    try expectLinear(100) { size in
      let images = (0..<size).map { number in
        let digits = String(1_000_000 + number)
        return
          #"{"registryId": "111122223333", "repositoryName": "a/b", "imageDigest": "sha256:\#(String(repeating: "0", count: 57))\#(digits)", "imageTags": ["prod-\#(number)"], "imagePushedAt": \#(1_780_000_000 + number)}"#
      }
      let run = PreviewLifecyclePolicy.Request(
        images: [
          SourceText(
            name: "images.json", text: "{\"imageDetails\": [\(images.joined(separator: ","))]}")
        ], policy: SourceText(name: "policy.json", text: Policies.keep(1)),
        at: Timestamp(seconds: 1_793_491_200))
      return try WorkMeter.steps {
        var request = RecordScenario.Request(run: run)
        request.isAnonymous = true
        _ = try RecordScenario.run(request)
      }
    }
  }
}
