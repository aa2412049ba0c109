/**
 * From the model to the elaborated network and back: names resolved, types and shapes inferred, units turned into SI
 * numbers, equations into programs. The only place where EMF and the engines meet.
 */
package org.spikewright.compile;
