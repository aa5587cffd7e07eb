package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.Tags;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A command set: elements of group 0000 in implicit little endian, whatever was negotiated (PS3.7 section 6.3.1). */
public final class Command {
    static final int LONGEST = 1 << 16;
    private static final int NO_DATA_SET = 0x0101;
    private static final int DATA_SET = 0x0001;

    private final TreeMap<Integer, byte[]> elements;

    private Command(TreeMap<Integer, byte[]> elements) {
        this.elements = elements;
    }

    /** A command with nothing but its field; the message's ID is given when it is sent. */
    public static Command of(CommandField field) {
        return new Command(new TreeMap<>()).put(CommandTags.COMMAND_FIELD, field.code());
    }

    /** The response to this request: its field, the request's ID, and a status. */
    public Command response(CommandField field, int status) {
        return of(field)
                .put(
                        CommandTags.MESSAGE_ID_BEING_RESPONDED_TO,
                        number(CommandTags.MESSAGE_ID).orElse(0))
                .put(CommandTags.STATUS, status);
    }

    public Command put(int tag, int number) {
        elements.put(tag, new byte[] {(byte) number, (byte) (number >>> 8)});
        return this;
    }

    public Command put(int tag, String text) {
        String even = text.length() % 2 == 0 ? text : text + (CommandTags.isUid(tag) ? '\0' : ' ');
        elements.put(tag, even.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** An unsigned number of 16 bits. */
    public OptionalInt number(int tag) {
        byte[] value = elements.get(tag);
        return value == null || value.length < 2
                ? OptionalInt.empty()
                : OptionalInt.of((value[0] & 0xFF) | (value[1] & 0xFF) << 8);
    }

    /** Text without blanks and NULs around it; empty where absent or empty. */
    public Optional<String> text(int tag) {
        byte[] value = elements.get(tag);
        if (value == null) {
            return Optional.empty();
        }
        String text = new String(value, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** What is asked or answered; empty where the field is none of PS3.7. */
    public Optional<CommandField> field() {
        return CommandField.of(code());
    }

    int code() {
        return number(CommandTags.COMMAND_FIELD).orElse(0);
    }

    /** The status of a response; a response without one counts as failed. */
    public int status() {
        return number(CommandTags.STATUS).orElse(Status.PROCESSING_FAILURE);
    }

    boolean hasDataSet() {
        return number(CommandTags.DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
    }

    byte[] encode(boolean withDataSet) {
        put(CommandTags.DATA_SET_TYPE, withDataSet ? DATA_SET : NO_DATA_SET);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(256);
        for (Map.Entry<Integer, byte[]> element : elements.entrySet()) {
            write(rest, element.getKey(), element.getValue());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(256);
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(rest.size())
                .array();
        write(all, CommandTags.GROUP_LENGTH, length);
        all.writeBytes(rest.toByteArray());
        return all.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int tag, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
    }

    /**
     * Reads a command set.
     *
     * @throws CommandFormatException when it is none, holds an element twice or of another group, or has no field
     */
    static Command decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        TreeMap<Integer, byte[]> elements = new TreeMap<>();
        while (in.hasRemaining()) {
            if (in.remaining() < 8) {
                throw new CommandFormatException("a command set ends inside an element");
            }
            int tag = in.getShort() << 16 | Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            if (Tags.group(tag) != 0) {
                throw new CommandFormatException("a command set holds an element of another group");
            }
            if (length < 0 || length > in.remaining()) {
                throw new CommandFormatException("a command element is longer than its command set");
            }
            byte[] value = new byte[length];
            in.get(value);
            if (tag != CommandTags.GROUP_LENGTH && elements.put(tag, value) != null) {
                throw new CommandFormatException("a command set holds an element twice");
            }
        }
        Command command = new Command(elements);
        if (command.number(CommandTags.COMMAND_FIELD).isEmpty()) {
            throw new CommandFormatException("a command set does not say what it commands");
        }
        return command;
    }

    /** The code of the command and its status; never a value that could name somebody. */
    @Override
    public String toString() {
        return field().map(CommandField::name).orElse("unknown command");
    }
}
