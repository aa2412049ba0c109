package org.spikewright.kernel.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one generated class in memory. */
public final class InMemoryCompiler {

    private final JavaCompiler compiler;

    private InMemoryCompiler(JavaCompiler compiler) {
        this.compiler = compiler;
    }

    /** The compiler of this Java runtime, if it has one. */
    public static Optional<InMemoryCompiler> find() {
        return Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).map(InMemoryCompiler::new);
    }

    /**
     * The compiled class.
     *
     * @param className with its package
     * @param source its text
     * @param modules platform modules beside the default ones
     */
    public CompiledClass compile(String className, String source, List<String> modules) {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-classpath", ""));
        if (!modules.isEmpty()) {
            options.addAll(List.of("--add-modules", String.join(",", modules)));
        }
        StringWriter messages = new StringWriter();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
                JavaFileManager files = new Output(standard, classes)) {
            boolean done = compiler.getTask(messages, files, diagnostic -> messages.append(diagnostic + "\n"), options,
                    null, List.of(new Source(className, source))).call();
            if (!done) {
                throw new IllegalStateException("a generated kernel does not compile: " + messages + source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CompiledClass(className, classes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, bytes -> bytes.getValue().toByteArray())));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Output(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
            super(standard);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind,
                FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension),
                    kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
