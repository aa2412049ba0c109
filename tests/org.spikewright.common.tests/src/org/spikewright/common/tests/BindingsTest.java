package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.LibraryCall;

/** What functions mean to the engines. */
class BindingsTest {

    private final Bindings bindings = new Bindings(List.of(() -> List.of(
            new Binding<>("sample.twice", Double.class, (call, _) -> 2 * call.number("value")),
            new Binding<>("sample.bad", Double.class, (_, _) -> {
                throw new IllegalStateException("bound badly");
            }))));

    private static LibraryCall call(String function) {
        return new LibraryCall(function, Map.of("value", 3.0), Path.of(""));
    }

    @Test
    void aCallMeansWhatItsFunctionIsBoundTo() {
        assertEquals(Optional.of(6.0), bindings.value(Double.class, call("sample.twice")));
        assertEquals(Optional.empty(), bindings.value(String.class, call("sample.twice")));
        assertEquals(Optional.empty(), bindings.value(Double.class, call("sample.thrice")));
    }

    @Test
    void aBundleThatFailsIsNamedByItsFunction() {
        assertEquals("the bundle that brings 'sample.bad' cannot read it: java.lang.IllegalStateException: bound badly",
                assertThrows(IllegalArgumentException.class, () -> bindings.value(Double.class, call("sample.bad"))).getMessage());
    }
}
