package org.spikewright.language.server;

import com.google.common.base.Throwables;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.apache.log4j.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.ConcurrentMessageProcessor;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.eclipse.lsp4j.jsonrpc.validation.ReflectiveMessageValidator;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Speaks the protocol with an editor in another process. What lacks a part, comes before the editor has introduced itself or after
 * it has taken its leave, or asks for what the server does not know, is refused with the code that the protocol has for it.
 */
final class Conversation extends Launcher.Builder<LanguageClient> {

    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final Map<String, JsonRpcMethod> methods;
    private MessageProducer messages;
    private boolean hasBegun;
    private boolean isOver;

    Conversation(ModelServer server, InputStream in, OutputStream out, ExecutorService threads) {
        methods = server.supportedMethods();
        setLocalService(server);
        setRemoteInterface(LanguageClient.class);
        setInput(in);
        setOutput(out);
        setExecutorService(threads);
        setExceptionHandler(Conversation::error);
    }

    @Override
    protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler json) {
        RemoteEndpoint endpoint = new RemoteEndpoint(new StreamMessageConsumer(output, json), ServiceEndpoints.toEndpoint(localServices), exceptionHandler) {
            @Override
            protected void logIssues(Message message, List<MessageIssue> issues) {
                issues.forEach(issue -> LOG.warn("The editor told something that cannot be understood. " + issue.getText()));
            }
        };
        json.setMethodProvider(endpoint);
        endpoint.setJsonHandler(json);
        messages = new Messages(input, json, endpoint);
        return endpoint;
    }

    @Override
    protected ConcurrentMessageProcessor createMessageProcessor(MessageProducer reader, MessageConsumer consumer, LanguageClient editor) {
        MessageConsumer validator = new ReflectiveMessageValidator(consumer);
        return super.createMessageProcessor(messages, message -> consume(message, validator), editor);
    }

    private void consume(Message message, MessageConsumer next) {
        if (message instanceof RequestMessage request) {
            Optional<MessageIssue> issue = issue(request);
            if (issue.isPresent()) {
                throw new MessageIssueException(message, List.of(issue.get()));
            }
            hasBegun = true;
            isOver |= request.getMethod().equals("shutdown");
        }
        boolean isHeard = !(message instanceof NotificationMessage news) || news.getMethod().equals("exit")
                || hasBegun && !isOver && !lacksParameters(news.getMethod(), news.getParams());
        if (isHeard) {
            next.consume(message);
        }
    }

    private Optional<MessageIssue> issue(RequestMessage request) {
        boolean begins = request.getMethod().equals("initialize");
        if (!begins && !hasBegun) {
            return Optional.of(issue("the server is not initialized yet", ResponseErrorCode.ServerNotInitialized));
        }
        if (begins && hasBegun || isOver) {
            return Optional.of(issue(isOver ? "the server is shut down" : "the server is initialized already", ResponseErrorCode.InvalidRequest));
        }
        return lacksParameters(request.getMethod(), request.getParams())
                ? Optional.of(issue("'" + request.getMethod() + "' needs parameters", ResponseErrorCode.InvalidParams)) : Optional.empty();
    }

    private boolean lacksParameters(String method, Object parameters) {
        return parameters == null && methods.containsKey(method) && methods.get(method).getParameterTypes().length > 0;
    }

    private static MessageIssue issue(String text, ResponseErrorCode code) {
        return new MessageIssue(text, code.getValue());
    }

    private static ResponseError error(Throwable failure) {
        return switch (Throwables.getRootCause(failure)) {
            case ResponseErrorException refusal -> refusal.getResponseError();
            case UnsupportedOperationException _ -> new ResponseError(ResponseErrorCode.MethodNotFound, "the server knows no such request", null);
            case Throwable cause -> {
                if (!(failure instanceof CompletionException)) { // else it is in the log already
                    LOG.error("The language server failed.", failure);
                }
                yield new ResponseError(ResponseErrorCode.InternalError, "the server failed: " + cause, null);
            }
        };
    }
}
