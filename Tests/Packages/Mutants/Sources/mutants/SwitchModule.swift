import Foundation

/// What the copy has in addition: a module that knows which fault is switched on.
enum SwitchModule {
  static let name = "MutantSwitch"
  /// The variables of the environment: the number of the fault, and the file for the numbers of all
  /// places that were reached.
  static let active = "DRYDOCK_MUTANT"
  static let reached = "DRYDOCK_MUTANTS_REACHED"

  static let files = [
    "Sources/\(name)/include/\(name).h": """
    extern int mutant_active;
    extern unsigned char mutant_reached[1 << 16];

    static inline _Bool mutant(int number) {
      mutant_reached[number] = 1;
      return number == mutant_active;
    }

    """,
    "Sources/\(name)/\(name).c": """
    #include "\(name).h"
    #include <stdio.h>
    #include <stdlib.h>

    int mutant_active;
    unsigned char mutant_reached[1 << 16];

    __attribute__((constructor)) static void begin(void) {
      const char *number = getenv("\(active)");
      if (number) mutant_active = atoi(number);
    }

    __attribute__((destructor)) static void end(void) {
      const char *path = getenv("\(reached)");
      FILE *file = path ? fopen(path, "w") : 0;
      if (!file) return;
      for (int number = 0; number < 1 << 16; number++)
        if (mutant_reached[number]) fprintf(file, "%d\\n", number);
      fclose(file);
    }

    """,
  ]

  /// The package's description with the module; what a fault makes superfluous is no error.
  static func manifest(_ text: String, modules: Set<String>) -> String {
    text + """

      package.targets.append(.target(name: "\(name)"))
      for target in package.targets where \(modules.sorted()).contains(target.name) {
        target.dependencies.append("\(name)")
      }
      for target in package.targets where target.swiftSettings != nil {
        target.swiftSettings?.append(.treatAllWarnings(as: .warning))
      }

      """
  }
}
