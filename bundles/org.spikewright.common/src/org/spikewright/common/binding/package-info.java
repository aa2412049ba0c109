/** What functions of the library without a formula mean to the engines: each is bound to a typed value in one place. */
package org.spikewright.common.binding;
