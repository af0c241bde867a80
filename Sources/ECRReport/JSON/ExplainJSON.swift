import ECRLifecycle
import ECRModel
package import ECRSimulator
import Texts

/// What happens to images of one name as JSON, `drydock.explain.v1`: each as a preview writes it, with its
/// repository.
package enum ExplainJSON {
  /// The name and the version of the format.
  package static let schema = "drydock.explain.v1"

  /// One image, as an element of the document.
  package static func image(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> String {
    var json = ByteBuffer()
    json.open("{")
    json.identity(repository.preview.repository.id)
    json.member("image")
    json.image(repository.preview.result(at: index), repository)
    json.close("}")
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The whole document, of images that ``image(_:in:)`` has written.
  package static func json(_ images: [String], _ settings: PreviewSettings) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    json.member("at", indent: 2)
    json.time(settings.at)
    json.member("manifestListChildren", indent: 2)
    json.string(settings.manifestListChildren.rawValue)
    json.member("images", indent: 2)
    json.array(images, indent: 4) { $0.text($1) }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}
