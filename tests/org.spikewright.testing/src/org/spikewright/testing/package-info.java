/** What tests without a window share. */
package org.spikewright.testing;
