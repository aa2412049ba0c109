/** The shell's way into Spikewright. */
package org.spikewright.cli;
