package import ECRReport
import Texts

/// Where in the book a reader is, and what comes next.
package enum PlaceText {
  /// The footer of a story; `title` is that of its chapter.
  ///
  /// Where a key opens the next story, its name is of no use.
  package static func text(
    _ place: ReadingPlace, title: String?, next: Scenario?, _ style: Style,
    isInteractive: Bool = false
  ) -> String {
    let section = title ?? place.section
    let part = place.isFinePrint ? ", fine print" : ""
    var text = "\(section)\(part), \(place.number) of \(place.count)."
    if let next {
      text += " Next: \(next.title)" + (isInteractive ? " (n)" : "")
    } else if place.exercise != nil {
      text += " Next: write a policy."
    }
    let command =
      next.map {
        isInteractive ? "" : "  drydock learn \(Prose.printable(ScenarioPath.name(of: $0.id)))\n"
      } ?? place.exercise.map { "  drydock learn --exercise \($0)\n" }
    return "\n" + style(.dim, Prose.wrapped(text, width: style.width)) + (command ?? "")
  }

  /// The command that opens the scenario with which a reader who quits goes on; nothing where that is
  /// not one of several.
  package static func goOn(_ next: ReadingPlace?, of place: ReadingPlace) -> String {
    guard let next, place.count > 1 else { return "" }
    return "Go on: drydock learn \(Prose.printable(ScenarioPath.name(of: next.id)))\n"
  }
}
