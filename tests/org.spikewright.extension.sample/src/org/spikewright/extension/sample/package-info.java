/** An extension that brings one of each kind; {@code docs/extending.md} quotes it. */
package org.spikewright.extension.sample;
