/** Measures speeds and prints them beside their references. */
package org.spikewright.benchmarks;
