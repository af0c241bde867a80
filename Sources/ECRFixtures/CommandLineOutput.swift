/// Writes made images the way the AWS CLI does.
struct CommandLineOutput {
  /// How the CLI writes times.
  enum Version {
    /// Seconds since 1970.
    case v1
    /// ISO 8601 with an offset.
    case v2
  }

  static let registryID = "123456789012"
  let repositoryName: String
  let version: Version

  /// `aws ecr describe-images`
  func describeImages(_ images: [FixtureImage]) -> String {
    "{\n    \"imageDetails\": [\n" + images.map(detail).joined(separator: ",\n") + "\n    ]\n}\n"
  }

  /// One element of `imageDetails`.
  func detail(_ image: FixtureImage) -> String {
    var members = [
      "\"registryId\": \"\(Self.registryID)\"", "\"repositoryName\": \"\(repositoryName)\"",
      "\"imageDigest\": \"\(image.digest)\"",
    ]
    if !image.tags.isEmpty {
      let tags = image.tags.map { "                \"\($0)\"" }.joined(separator: ",\n")
      members.append("\"imageTags\": [\n\(tags)\n            ]")
    }
    members.append("\"imageSizeInBytes\": \(image.size)")
    members.append("\"imagePushedAt\": \(time(image.pushedAt))")
    members.append("\"imageManifestMediaType\": \"\(image.mediaType)\"")
    if let type = image.artifactType { members.append("\"artifactMediaType\": \"\(type)\"") }
    if let pulled = image.pulledAt { members.append("\"lastRecordedPullTime\": \(time(pulled))") }
    if let subject = image.subject { members.append("\"subjectManifestDigest\": \"\(subject)\"") }
    members.append("\"imageStatus\": \"\(image.status)\"")
    if let archived = image.archivedAt { members.append("\"lastArchivedAt\": \(time(archived))") }
    if let restored = image.activatedAt { members.append("\"lastActivatedAt\": \(time(restored))") }
    return "        {\n            " + members.joined(separator: ",\n            ") + "\n        }"
  }

  /// `aws ecr batch-get-image` for image indexes.
  func batchGetImage(_ indexes: [FixtureImage]) -> String {
    let images = indexes.map { index in
      let entries = index.children.map {
        #"{"mediaType":"\#($0.mediaType)","digest":"\#($0.digest)","size":\#($0.size % 4000 + 500)}"#
      }
      let manifest =
        #"{"schemaVersion":2,"mediaType":"\#(index.mediaType)","manifests":["#
        + entries.joined(separator: ",") + "]}"
      let tag = index.tags.first.map { ",\n                \"imageTag\": \"\($0)\"" } ?? ""
      return """
                {
                    "registryId": "\(Self.registryID)",
                    "repositoryName": "\(repositoryName)",
                    "imageId": {
                        "imageDigest": "\(index.digest)"\(tag)
                    },
                    "imageManifest": \(Self.quoted(manifest)),
                    "imageManifestMediaType": "\(index.mediaType)"
                }
        """
    }
    return "{\n    \"images\": [\n" + images.joined(separator: ",\n") + "\n    ],\n    \"failures\": []\n}\n"
  }

  /// `aws ecr get-lifecycle-policy`
  func getLifecyclePolicy(_ policy: String) -> String {
    """
    {
        "registryId": "\(Self.registryID)",
        "repositoryName": "\(repositoryName)",
        "lifecyclePolicyText": \(Self.quoted(policy)),
        "lastEvaluatedAt": \(time(FixtureClock.now - 7 * FixtureClock.hour))
    }

    """
  }

  /// A text as a JSON string.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n") + "\""
  }

  private func time(_ milliseconds: Int) -> String {
    switch version {
    case .v1:
      var fraction = String(milliseconds % 1000 + 1000).dropFirst()
      while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
      return "\(milliseconds / 1000).\(fraction)"
    case .v2: return "\"" + iso8601(milliseconds + 3_600_000) + "+01:00\""
    }
  }

  /// As Python's isoformat writes it: microseconds only where there are some.
  private func iso8601(_ milliseconds: Int) -> String {
    func pad(_ number: Int, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = milliseconds / 1000
    // The date of a day number, by the calendar's cycle of 400 years that starts in March.
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let date =
      pad(year + era * 400 + (month < 10 ? 0 : 1), 4) + "-" + pad(month < 10 ? month + 3 : month - 9)
      + "-" + pad(dayOfYear - (153 * month + 2) / 5 + 1)
    let time = pad(seconds / 3600 % 24) + ":" + pad(seconds / 60 % 60) + ":" + pad(seconds % 60)
    let fraction = milliseconds % 1000
    return date + "T" + time + (fraction == 0 ? "" : "." + pad(fraction, 3) + "000")
  }
}
