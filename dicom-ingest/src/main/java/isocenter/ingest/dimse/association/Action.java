package isocenter.ingest.dimse.association;

/**
 * The actions of PS3.8 tables 9-6 to 9-9, each with the state that follows it. AE-6 leads to the application's answer
 * here, whatever it will be; the state after AR-8 depends on who requested the association.
 */
enum Action {
    AE_1(State.AWAITING_TRANSPORT),
    AE_2(State.AWAITING_ANSWER),
    AE_3(State.ESTABLISHED),
    AE_4(State.IDLE),
    AE_5(State.AWAITING_REQUEST),
    AE_6(State.AWAITING_LOCAL_ANSWER),
    AE_7(State.ESTABLISHED),
    AE_8(State.AWAITING_CLOSE),
    DT_1(State.ESTABLISHED),
    DT_2(State.ESTABLISHED),
    AR_1(State.AWAITING_RELEASE_RESPONSE),
    AR_2(State.AWAITING_LOCAL_RELEASE),
    AR_3(State.IDLE),
    AR_4(State.AWAITING_CLOSE),
    AR_5(State.IDLE),
    AR_6(State.AWAITING_RELEASE_RESPONSE),
    AR_7(State.AWAITING_LOCAL_RELEASE),
    AR_8(State.COLLISION_REQUESTOR_LOCAL, State.COLLISION_ACCEPTOR_REMOTE),
    AR_9(State.COLLISION_REQUESTOR_REMOTE),
    AR_10(State.COLLISION_ACCEPTOR_LOCAL),
    AA_1(State.AWAITING_CLOSE),
    AA_2(State.IDLE),
    AA_3(State.IDLE),
    AA_4(State.IDLE),
    AA_5(State.IDLE),
    AA_6(State.AWAITING_CLOSE),
    AA_7(State.AWAITING_CLOSE),
    AA_8(State.AWAITING_CLOSE);

    private final State asRequestor;
    private final State asAcceptor;

    Action(State next) {
        this(next, next);
    }

    Action(State asRequestor, State asAcceptor) {
        this.asRequestor = asRequestor;
        this.asAcceptor = asAcceptor;
    }

    State next(boolean requestor) {
        return requestor ? asRequestor : asAcceptor;
    }
}
