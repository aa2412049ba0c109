package org.spikewright.language.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.log4j.Logger;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageProducer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * The messages of an editor, each read as a whole before it is understood: what follows one that cannot be understood is another
 * message, not its rest, and a request is answered wherever in it its number stands.
 */
final class Messages extends StreamMessageProducer {

    private static final Logger LOG = Logger.getLogger(Messages.class);

    private final MessageJsonHandler json;
    private final MessageIssueHandler issues;
    private MessageConsumer consumer;

    Messages(InputStream input, MessageJsonHandler json, MessageIssueHandler issues) {
        super(input, json, issues);
        this.json = json;
        this.issues = issues;
    }

    @Override
    public void listen(MessageConsumer callback) {
        consumer = callback;
        super.listen(callback);
    }

    @Override
    protected boolean handleMessage(InputStream stream, Headers headers) {
        String content;
        try {
            content = new String(stream.readNBytes(headers.contentLength), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            consumer.consume(parsed(content));
        } catch (MessageIssueException e) {
            refuse(e, content);
        }
        return true;
    }

    private void refuse(MessageIssueException failure, String content) {
        try {
            issues.handle(request(failure.getRpcMessage(), content), failure.getIssues());
        } catch (JsonParseException e) {
            LOG.warn("The editor sent what is no message: " + e.getMessage());
        }
    }

    /** The parser says of most mistakes what they are, and of some only that it cannot go on. */
    private Message parsed(String content) {
        try {
            return json.parseMessage(content);
        } catch (MessageIssueException e) {
            throw e;
        } catch (RuntimeException _) {
            MessageIssue issue = new MessageIssue("Message could not be parsed.", ResponseErrorCode.ParseError.getValue());
            throw new MessageIssueException(new NotificationMessage(), List.of(issue));
        }
    }

    /** Of a message that was not understood to its end, whether it asks for an answer is not known yet. */
    private static Message request(Message message, String content) {
        JsonElement whole = message instanceof RequestMessage ? null : JsonParser.parseString(content);
        if (!(whole instanceof JsonObject object) || !object.has("method") || !object.has("id") || !object.get("id").isJsonPrimitive()) {
            return message;
        }
        RequestMessage request = new RequestMessage();
        request.setMethod(object.get("method").getAsString());
        if (object.getAsJsonPrimitive("id").isNumber()) {
            request.setId(object.get("id").getAsInt());
        } else {
            request.setId(object.get("id").getAsString());
        }
        return request;
    }
}
