/**
 * Puts a network onto a chip: partition under the limits of a core, placement on the mesh, routes, and the estimate of what
 * recorded spikes cost there.
 */
package org.spikewright.mapping;
