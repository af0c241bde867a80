import ECRLifecycle
import Testing

@testable import ECRReport

struct DoubtWordsTests {
  @Test(arguments: Uncertainties.codes.map(\.1))
  func `what is uncertain about several images speaks of several`(code: String) {
    let one = DoubtWords.sentence(code)
    let several = DoubtWords.sentence(code, of: 2)
    #expect(!one.isEmpty && one == DoubtWords.sentence(code, of: 1))
    for word in [" it ", " its ", " an image index "] {
      #expect(!" \(several)".contains(word))
    }
  }
}
