/// Dates of day numbers, and the summer time of the European Union.
enum Calendar {
  /// The date of a day counted from 1970-01-01.
  static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Whether the clocks of the European Union are an hour ahead at a number of seconds since 1970.
  static func isSummerTime(_ seconds: Int) -> Bool {
    let today = (seconds - 3600) / Instant.secondsADay
    let (_, month, day) = date(ofDay: today)
    // 1970-01-01 was a Thursday; Sunday is 0.
    let weekday = (today + 4) % 7
    let lastSundayHasCome = day - weekday + 7 > 31
    switch month {
    case 3: return lastSundayHasCome
    case 4...9: return true
    case 10: return !lastSundayHasCome
    default: return false
    }
  }
}
