/**
 * What layers do. Each operator is a class that answers all that is asked about itself: the shape that it gives, what it
 * stores, what it computes, and how what it gives is connected to what it receives.
 */
package org.spikewright.network.operator;
