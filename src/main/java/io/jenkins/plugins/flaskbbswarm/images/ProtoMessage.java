package io.jenkins.plugins.flaskbbswarm.images;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A protobuf message read without its schema: fields by number, absent ones as protobuf's defaults. Enough for the few
 * fields that we want, without a code generator in the build.
 */
final class ProtoMessage {
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, List<byte[]>> bytes = new HashMap<>();

    private ProtoMessage() {}

    /** @throws IOException if these bytes are no message */
    static ProtoMessage parse(byte[] encoded) throws IOException {
        ProtoMessage message = new ProtoMessage();
        CodedInputStream in = CodedInputStream.newInstance(encoded);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_VARINT -> message.numbers.put(field, in.readInt64());
                case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    message.bytes.computeIfAbsent(field, f -> new ArrayList<>()).add(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        return message;
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    boolean has(int field) {
        return bytes.containsKey(field);
    }

    byte[] bytes(int field) {
        List<byte[]> all = bytes.getOrDefault(field, List.of());
        return all.isEmpty() ? new byte[0] : all.get(all.size() - 1);
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    List<ProtoMessage> messages(int field) throws IOException {
        List<ProtoMessage> messages = new ArrayList<>();
        for (byte[] encoded : bytes.getOrDefault(field, List.of())) {
            messages.add(parse(encoded));
        }
        return messages;
    }
}
