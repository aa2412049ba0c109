/** Chips in elaborated form: topology, limits of a core, costs of events; and the check whether a network can fit at all. */
package org.spikewright.chip;
