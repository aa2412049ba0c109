package org.spikewright.kernel.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes of kernels by their text; of very many, those that were used last are kept. Two threads that want the same wait for
 * one compilation.
 */
public final class CompiledClasses {

    private static final int KEPT = 256;

    private final InMemoryCompiler compiler;
    private final Map<String, CompiledClass> classes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledClass> eldest) {
            return size() > KEPT;
        }
    };
    private int compiled;

    /** None yet. */
    public CompiledClasses(InMemoryCompiler compiler) {
        this.compiler = compiler;
    }

    /** How many were compiled so far. */
    public synchronized int compiled() {
        return compiled;
    }

    /**
     * The class of that text, the same for all who ask.
     *
     * @param name its simple name
     */
    public synchronized Class<?> of(String name, String text) {
        return compiled(name, text).shared();
    }

    /**
     * A class of that text for one user: the virtual machine makes machine code of it by what this user does, when what it calls has
     * run warm, and does not keep what it made when everything was new.
     *
     * @param name its simple name
     */
    public synchronized Class<?> anew(String name, String text) {
        return compiled(name, text).load();
    }

    private CompiledClass compiled(String name, String text) {
        CompiledClass known = classes.get(text);
        if (known != null) {
            return known;
        }
        CompiledClass compiledNow = compiler.compile("spikewright.kernel." + name, text,
                text.contains("import jdk.incubator.vector") ? List.of("jdk.incubator.vector") : List.of());
        classes.put(text, compiledNow);
        compiled++;
        return compiledNow;
    }
}
