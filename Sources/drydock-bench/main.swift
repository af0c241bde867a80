// Measures both engines; each tells what it measures.

try LifecycleBenchmark.run()
print("")
try AccessBenchmark.run()
