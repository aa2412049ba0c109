/** What every other bundle may rely on, and nothing else: plain Java without a framework. */
package org.spikewright.common;
