package org.spikewright.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An editor of one file, which speaks with {@code spikewright lsp} over its streams. */
final class EditorProcess implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Process process;
    private final OutputStream out;
    private final DataInputStream in;
    private final String uri;
    private int version = 1;

    EditorProcess(String spikewright, Path file) throws IOException {
        process = new ProcessBuilder(spikewright, "lsp").redirectError(Redirect.DISCARD).start();
        out = process.getOutputStream();
        in = new DataInputStream(process.getInputStream());
        uri = file.toUri().toString();
        send("\"id\":1,\"method\":\"initialize\",\"params\":{\"processId\":null,\"rootUri\":" + quoted(file.getParent().toUri().toString())
                + ",\"capabilities\":{}}");
        await("\"id\":1");
        send("\"method\":\"initialized\",\"params\":{}");
    }

    /** Opens the file and waits for its findings. */
    void open(String text) throws IOException {
        send("\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":" + quoted(uri)
                + ",\"languageId\":\"spike\",\"version\":1,\"text\":" + quoted(text) + "}}");
        findings();
        findings(); // of the folder's first check, and of the file that was opened
    }

    /** Replaces one character, and waits for the findings. */
    void type(String text, int offset, String character) throws IOException {
        int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        int column = offset - text.lastIndexOf('\n', offset - 1) - 1;
        send("\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":" + quoted(uri) + ",\"version\":" + ++version
                + "},\"contentChanges\":[{\"range\":{\"start\":{\"line\":" + line + ",\"character\":" + column + "},\"end\":{\"line\":" + line
                + ",\"character\":" + (column + 1) + "}},\"text\":" + quoted(character) + "}]}");
        findings();
    }

    private void findings() throws IOException {
        String report = await("textDocument/publishDiagnostics", uri);
        if (!report.contains("\"diagnostics\":[]")) {
            throw new IllegalStateException("the model has mistakes: " + report);
        }
    }

    private void send(String members) throws IOException {
        byte[] message = ("{\"jsonrpc\":\"2.0\"," + members + "}").getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + message.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(message);
        out.flush();
    }

    /** The next message that has all these texts. */
    private String await(String... texts) throws IOException {
        while (true) {
            String message = receive();
            boolean found = true;
            for (String text : texts) {
                found &= message.contains(text);
            }
            if (found) {
                return message;
            }
        }
    }

    private String receive() throws IOException {
        int length = 0;
        for (String header = header(); !header.isEmpty(); header = header()) {
            if (header.toLowerCase().startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, StandardCharsets.UTF_8);
    }

    private String header() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
    }
}
