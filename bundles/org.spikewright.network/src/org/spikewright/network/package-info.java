/**
 * The elaborated network: immutable plain Java in which every name is resolved, every shape inferred and every quantity an
 * SI number. It is what engines see of a model.
 */
package org.spikewright.network;
