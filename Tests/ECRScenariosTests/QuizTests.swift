import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// Questions drawn by facts.
struct QuizTests {
  static let scenarios: [Scenario] = (0..<20).compactMap { number in
    var tale = GuessTests.images
    tale.head = tale.head.replacing("Q-1", with: "E-\(number % 2)")
    tale.story += """

        - {question: And then?, preview: web/shop, answer: {expire: [A, B]}}
      """
    var scenario = tale.read().scenario
    scenario?.id = "a/\(number)"
    return scenario
  }

  private func draw(_ facts: Set<String>, _ count: Int, _ seed: UInt64) -> [String] {
    Quiz(Self.scenarios, facts: facts, count: count, seed: seed).scenarios.map(\.id)
  }

  @Test func `a seed draws the same questions, and another draws others`() {
    #expect(draw([], 5, 1) == draw([], 5, 1))
    #expect(Set((0..<20).map { draw([], 5, $0) }).count > 10)
    #expect(Set(draw([], 5, 1)).count == 5)
    #expect(draw([], 50, 1).count == 20)
  }

  @Test func `the facts decide what is drawn`() {
    let even = Set((0..<10).map { "a/\($0 * 2)" })
    #expect(Set(draw(["E-0"], 10, 3)) == even)
    #expect(draw(["E-0", "E-1"], 20, 3).count == 20)
    #expect(draw(["E-2"], 5, 3) == [])
  }

  @Test func `every scenario is drawn by some seed`() {
    #expect(Set((0..<100).flatMap { draw([], 2, $0) }).count == 20)
  }

  @Test func `on a page the answers are behind all questions, and no title gives one away`() throws
  {
    let style = Style(isColored: false)
    let lessons = Self.scenarios.prefix(2).enumerated().map { number, scenario in
      (
        lesson: Quiz.question(number + 1, of: 2, RunScenario.run(scenario), style),
        name: scenario.id
      )
    }
    let page = Quiz.page(lessons, style)
    var rest = page[...]
    for words in [
      "Quiz, question 1 of 2\n", "Question\n  Which images expire?", "Quiz, question 2 of 2\n",
      "Answers\n", "Question 1\n", "What most people expect", "Answer\n",
      "It is told to be tested.",
      "a/0\n", "Question 2\n", "a/1\n",
    ] {
      let place = try #require(rest.firstRange(of: words), "\(words) is not in \(page)")
      rest = rest[place.upperBound...]
    }
    #expect(!page.contains("A tale") && !page.contains("And then?"))
  }
}
