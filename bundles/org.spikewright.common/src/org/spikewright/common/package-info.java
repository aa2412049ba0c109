/**
 * What every room shares: long work that can be cancelled, findings with a place, physical units and named random streams.
 * Plain Java; imports nothing but {@code java.base}.
 */
package org.spikewright.common;
