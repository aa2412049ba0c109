package org.spikewright.language.ide;

import com.google.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Files as the editor spells them. A URI may be written in many ways, and editors compare the letters: what the editor has named is
 * named to it in its own way; what lies in a folder that it has named, in the way of that folder; and the rest as the standard has it.
 * Texts that are no file yet, such as {@code untitled:Untitled-1}, count as models of that name.
 */
@Singleton
public class ClientUris extends LibraryUris {

    private static final String EXTENSION = "spike";

    private final Map<URI, String> spellings = new ConcurrentHashMap<>();

    @Override
    public URI toUri(String spelling) {
        URI uri = model(normalized(parsed(spelling)));
        spellings.put(folder(uri), spelling);
        return uri;
    }

    private URI parsed(String spelling) {
        try {
            return super.toUri(spelling);
        } catch (IllegalArgumentException _) {
            throw new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, "'" + spelling + "' is no URI", null));
        }
    }

    /** Without steps to the same folder and to the one above. */
    private static URI normalized(URI uri) {
        if (!uri.isFile() || uri.segmentsList().stream().noneMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return uri;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : uri.segmentsList()) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.add(segment);
            }
        }
        return URI.createHierarchicalURI(uri.scheme(), uri.authority(), uri.device(), segments.toArray(String[]::new), null, null);
    }

    private static URI model(URI uri) {
        boolean isFile = uri.scheme() == null || uri.isFile() || uri.isArchive();
        if (isFile || EXTENSION.equals(uri.fileExtension())) {
            return uri;
        }
        return uri.isHierarchical() ? uri.appendFileExtension(EXTENSION)
                : URI.createHierarchicalURI(uri.scheme(), "", null, new String[] {URI.encodeSegment(uri.opaquePart(), false) + "." + EXTENSION}, null, null);
    }

    /** A folder may be written with a slash behind it or without. */
    private static URI folder(URI uri) {
        return uri.hasTrailingPathSeparator() && uri.segmentCount() > 1 ? uri.trimSegments(1) : uri;
    }

    @Override
    public String toUriString(URI uri) {
        String spelling = spellings.get(folder(uri));
        if (spelling != null) {
            return spelling;
        }
        for (URI folder = uri; folder.isFile() && folder.segmentCount() > 0; folder = folder.trimSegments(1)) {
            String known = spellings.get(folder);
            if (known != null) {
                String rest = String.join("/", uri.segmentsList().subList(folder.segmentCount(), uri.segmentCount()));
                return (known.endsWith("/") ? known : known + "/") + encoded(rest);
            }
        }
        return encoded(super.toUriString(uri));
    }

    /** The language's URIs have letters of all scripts in them, which the standard wants as bytes. */
    private static String encoded(String uri) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : uri.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
            }
        }
        return encoded.toString();
    }
}
