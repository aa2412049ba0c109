package org.spikewright.kernel.internal;

import java.util.Map;

/**
 * A class as the compiler left it. It may use the Java platform only: the parent of its loaders is the platform's, so that it works in
 * any host, modular or not.
 */
public final class CompiledClass {

    private final String name;
    private final Map<String, byte[]> bytes;
    private Class<?> shared;

    /** A class of that name; {@code bytes} are its own and those of classes within it. */
    CompiledClass(String name, Map<String, byte[]> bytes) {
        this.name = name;
        this.bytes = Map.copyOf(bytes);
    }

    /** The class, loaded once. */
    Class<?> shared() {
        if (shared == null) {
            shared = load();
        }
        return shared;
    }

    /** The class, loaded once more: another class for the virtual machine. */
    Class<?> load() {
        try {
            return new Loader(bytes).loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the compiler left no class " + name, e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(ClassLoader.getPlatformClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String className) throws ClassNotFoundException {
            byte[] bytes = classes.get(className);
            if (bytes == null) {
                throw new ClassNotFoundException(className);
            }
            return defineClass(className, bytes, 0, bytes.length);
        }
    }
}
