package isocenter.audit.ledger;

/**
 * The state of the ledger in 40 bytes: kept out of the database's reach, it proves later what the ledger then held.
 *
 * @param size number of events
 * @param rootHash lower-case hex root of the Merkle tree over them
 */
public record LedgerHead(long size, String rootHash) {}
